package io.exaplan.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table: the same command once with the comparator and once with Exaplan.
 *
 * @param name of the experiment
 * @param metric pointer to the figure in what the command writes
 * @param lowerIsBetter whether less of it is better
 * @param comparator what Exaplan is compared with
 * @param published its published figure, null where there is none
 * @param command the replay and its options, without policy
 * @param theirs further options of the comparator, empty when it cannot be run here
 * @param ours further options of Exaplan
 */
record Experiment(
        String name,
        String metric,
        boolean lowerIsBetter,
        String comparator,
        @Nullable Double published,
        List<String> command,
        List<String> theirs,
        List<String> ours) {
    private static final String STARTS = "1981,2756,4299,8850,3316,2714,5228,7762,4022,7085";

    Experiment {
        command = List.copyOf(command);
        theirs = List.copyOf(theirs);
        ours = List.copyOf(ours);
    }

    List<String> theirCommand() {
        return joined(theirs);
    }

    List<String> ourCommand() {
        return joined(ours);
    }

    private List<String> joined(List<String> more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(more);
        return all;
    }

    /** Exaplan's figure over the comparator's, turned round where less is better: above 1 is better. */
    static double ratio(boolean lowerIsBetter, double ours, double theirs) {
        return lowerIsBetter ? theirs / ours : ours / theirs;
    }

    /**
     * All of them.
     *
     * @param data folder of the public traces
     * @param seconds for each search of a city plan
     */
    static List<Experiment> all(String data, int seconds) {
        List<Experiment> all = new ArrayList<>();
        placement(all, data, "default", 95.23);
        placement(all, data, "gpuspec33", 87.84);
        placement(all, data, "gpushare40", 93.9);
        placement(all, data, "multigpu20", 95.6);
        queues(all, data);
        all.add(city("D city, first plan", data, List.of("--search", "off"), 0.923));
        all.add(city("D city, " + seconds + " s of search", data, List.of("--seconds", "" + seconds), 0.946));
        return all;
    }

    private static void placement(List<Experiment> all, String data, String list, double published) {
        List<String> command = words(
                "placement --nodes %s/openb/openb_node_list_gpu_node.csv --pods %s/openb/openb_pod_list_%s.csv --seed 42 --inflate 1.3"
                        .formatted(data, data, list));
        all.add(new Experiment(
                "A " + list + " @100 online, seed 42",
                "/allocatedPercent/100",
                false,
                "FGD",
                published,
                command,
                words("--policy fgd"),
                words("--policy exaplan")));
        if (list.equals("default")) {
            all.add(new Experiment(
                    "A default @100 batch, seed 42",
                    "/allocatedPercent/100",
                    false,
                    "batch without search",
                    null,
                    command,
                    words("--policy exaplan --mode batch --search off"),
                    words("--policy exaplan --mode batch --search on")));
        }
    }

    private static void queues(List<Experiment> all, String data) {
        List<String> lublin =
                words("queue --format swf --workload %s/swf/lublin_256.swf --machine 256x1 --length 1024 --starts %s"
                        .formatted(data, STARTS));
        all.add(new Experiment(
                "B Lublin-1, clean",
                "/meanBoundedSlowdown",
                true,
                "SJF-EASY",
                null,
                lublin,
                words("--policy sjf-easy --objective slowdown"),
                words("--policy exaplan --objective slowdown")));
        all.add(new Experiment(
                "B Lublin-1, RLScheduler's rules",
                "/meanBoundedSlowdown",
                true,
                "SJF",
                73.31,
                lublin,
                words("--policy sjf --objective slowdown --world rlscheduler"),
                words("--policy exaplan --objective slowdown --world rlscheduler")));
        List<String> files = new ArrayList<>();
        for (int cluster = 1; cluster <= 10; cluster++) {
            files.add(String.format(Locale.ROOT, "%s/itp/cluster%02d.csv", data, cluster));
        }
        all.add(new Experiment(
                "C ITP city at load 0.8, pooled",
                "/meanWaitSeconds",
                true,
                "EASY",
                671.0,
                List.of("queue", "--format", "itp", "--workload", String.join(",", files), "--machine", "188x8"),
                words("--policy easy"),
                words("--policy exaplan")));
    }

    private static Experiment city(String name, String data, List<String> options, double published) {
        return new Experiment(
                name,
                "/shareOfBound",
                false,
                published > 0.93 ? "prototype, 45 s" : "density greedy",
                published,
                words("city --partitions %s/city/partitions.csv --jobs %s/city/jobs.csv --seed 1"
                        .formatted(data, data)),
                List.of(),
                options);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
