package io.exaplan.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All experiments on the public traces, on generated cities of the same mix, and on the stored city at full size. */
final class Experiments {
    private static final String STARTS = "1981,2756,4299,8850,3316,2714,5228,7762,4022,7085";
    private static final String AT_100 = "/allocatedPercent/100";
    private static final String AT_130 = "/allocatedPercent/130";

    private static final String FGD = "fgd";

    /** Weng et al., "Beware of Fragmentation" (USENIX ATC 2023): per cent allocated when so many per cent were asked for. */
    private static final List<Published> PUBLISHED = List.of(
            new Published("default", FGD, 95.23, 95.39),
            new Published("default", "bestfit", 92.86, 93.08),
            new Published("default", "dotprod", 90.62, 90.85),
            new Published("default", "random", 86.3, 87.47),
            new Published("gpuspec33", FGD, 87.84, 94.55),
            new Published("gpuspec33", "bestfit", 80.39, 93.09),
            new Published("gpuspec33", "dotprod", 79.82, 89.14),
            new Published("gpuspec33", "random", 83.87, 86.46),
            new Published("gpushare40", FGD, 93.9, null),
            new Published("multigpu20", FGD, 95.6, null));

    private record Published(
            String list,
            String policy,
            double at100,
            @Nullable Double at130) {}

    private final List<Experiment> all = new ArrayList<>();
    private final String data;
    private final int seconds;

    private Experiments(String data, int seconds) {
        this.data = data;
        this.seconds = seconds;
    }

    /**
     * All of them.
     *
     * @param data folder of the public traces
     * @param mixes folder with cities of the mix of experiment D, {@code city-2} and {@code city-3}
     * @param seconds for the search of a city plan
     */
    static List<Experiment> all(String data, String mixes, int seconds) {
        Experiments experiments = new Experiments(data, seconds);
        experiments.placement("default", 96.3);
        experiments.placement("gpuspec33", 95.3);
        experiments.placement("gpushare40", 94.9);
        experiments.placement("multigpu20", 96.4);
        experiments.batchesAndScale();
        experiments.queues();
        experiments.city("D city", data + "/city", 0.95, 0.935);
        experiments.city("D mix, seed 2", mixes + "/city-2", null, null);
        experiments.city("D mix, seed 3", mixes + "/city-3", null, null);
        experiments.fullSize();
        return experiments.all;
    }

    private void placement(String list, double goal) {
        List<List<String>> ours = placements(list, "--policy exaplan");
        String name = "A " + list;
        for (Published published : PUBLISHED) {
            if (published.list().equals(list)) {
                List<List<String>> theirs = placements(list, "--policy " + published.policy());
                String who = published.policy();
                add(name + " @100 online", AT_100, who, published.at100(), goal, theirs, ours);
                add(name + " @130 online", AT_130, who, published.at130(), null, theirs, ours);
                if (who.equals(FGD)) {
                    List<List<String>> arrivals = placements(list, "--policy exaplan --learn arrivals");
                    add(name + " @100, arrivals only", AT_100, who, published.at100(), null, theirs, arrivals);
                }
            }
        }
    }

    private List<List<String>> placements(String list, String options) {
        return IntStream.rangeClosed(42, 51)
                .mapToObj(seed -> placement(list, "--seed " + seed + " " + options))
                .toList();
    }

    private List<String> placement(String list, String options) {
        return words(
                "replay placement --nodes %s/openb/openb_node_list_gpu_node.csv --pods %s/openb/openb_pod_list_%s.csv --inflate 1.3 %s"
                        .formatted(data, data, list, options));
    }

    private void batchesAndScale() {
        List<List<String>> searched = placements("default", "--policy exaplan --mode batch --search on");
        add("A default @100 batch", AT_100, "offline search", 96.7, 96.7, List.of(), searched);
        add(
                "A default @100 batch",
                AT_100,
                "search off",
                null,
                96.7,
                placements("default", "--policy exaplan --mode batch --search off"),
                searched);
        List<List<String>> one = List.of(placement("default", "--seed 42 --policy exaplan"));
        List<List<String>> twenty = List.of(placement("default", "--seed 42 --policy exaplan --copies 20"));
        add("A x 20 @100 online", AT_100, "one copy", null, null, one, twenty);
        add("A x 20, placements/s", "/placementsPerSecond", "prototype", 29_000.0, 25_000.0, List.of(), twenty);
        less("A x 20, p99 in us", "/p99Micros", "prototype", 290.0, 1_000.0, List.of(), twenty);
    }

    private void queues() {
        String lublin =
                "replay queue --format swf --workload %s/swf/lublin_256.swf --machine 256x1 --length 1024 --starts %s "
                        .formatted(data, STARTS);
        String slowdown = "/meanBoundedSlowdown";
        List<List<String>> clean = one(lublin + "--policy exaplan --objective slowdown");
        List<List<String>> rules = one(lublin + "--policy exaplan --objective slowdown --world rlscheduler");
        less("B Lublin-1, clean", slowdown, "SJF-EASY", null, 6.0, one(lublin + "--policy sjf-easy"), clean);
        less(
                "B Lublin-1, RLScheduler's rules",
                slowdown,
                "SJF",
                73.31,
                45.0,
                one(lublin + "--policy sjf --world rlscheduler"),
                rules);
        less("B Lublin-1, RLScheduler's rules", slowdown, "RL", 58.64, 45.0, List.of(), rules);
        List<String> files = new ArrayList<>();
        for (int cluster = 1; cluster <= 10; cluster++) {
            files.add(String.format(Locale.ROOT, "%s/itp/cluster%02d.csv", data, cluster));
        }
        String itp = "replay queue --format itp --machine 188x8 --workload %s ".formatted(String.join(",", files));
        List<List<String>> ours = one(itp + "--policy exaplan");
        List<List<String>> greedy = one(itp + "--policy sjf-greedy");
        less("C ITP, mean wait in s", "/meanWaitSeconds", "EASY", 671.0, 290.0, one(itp + "--policy easy"), ours);
        less("C ITP, mean wait in s", "/meanWaitSeconds", "SJF, greedy", 329.0, 290.0, greedy, ours);
        less("C ITP, p99 in s", "/p99WaitSeconds", "SJF, greedy", 9_275.0, 8_800.0, greedy, ours);
        less("C ITP, longest in s", "/maxWaitSeconds", "SJF, greedy", null, 65_000.0, greedy, ours);
        less("C ITP, worst tenant", "/worstTenantBoundedSlowdown", "SJF, greedy", null, 1.13, greedy, ours);
    }

    private void city(String name, String folder, @Nullable Double goal, @Nullable Double quickGoal) {
        String command =
                "replay city --partitions %s/partitions.csv --jobs %s/jobs.csv --seed 1 ".formatted(folder, folder);
        boolean published = goal != null;
        List<List<String>> off = one(command + "--search off");
        add(name + ", first plan", "/shareOfBound", "density greedy", published ? 0.923 : null, null, List.of(), off);
        add(name + ", 5 s", "/shareOfBound", "search off", null, quickGoal, off, one(command + "--seconds 5"));
        add(
                name + ", " + seconds + " s",
                "/shareOfBound",
                published ? "prototype, 45 s" : "search off",
                published ? 0.946 : null,
                goal,
                published ? List.of() : off,
                one(command + "--seconds " + seconds));
    }

    private void fullSize() {
        int[] times = {10, seconds, 5 * seconds};
        for (int time : times) {
            List<List<String>> run = one("benchmark EngineBenchmark " + time);
            Double goal = time == seconds ? 0.95 : null;
            String after = ", " + time + " s";
            all.add(new Experiment(
                    "E share of value bound" + after,
                    "/valueShareSearched",
                    false,
                    "search off",
                    null,
                    null,
                    run,
                    "/valueShareFirstPlan",
                    run));
            all.add(new Experiment(
                    "E share of target bound" + after,
                    "/targetShareSearched",
                    false,
                    "search off",
                    null,
                    goal,
                    run,
                    "/targetShareFirstPlan",
                    run));
        }
        List<List<String>> run = one("benchmark EngineBenchmark " + seconds);
        less("E first plan in s", "/firstPlanSeconds", "-", null, 10.0, List.of(), run);
        less("E insertion, p99 in us", "/insertionP99CpuMicros", "-", null, 50_000.0, List.of(), run);
        less("E memory in MiB", "/peakMiB", "-", null, 8_192.0, List.of(), run);
    }

    private void add(
            String name,
            String metric,
            String comparator,
            @Nullable Double published,
            @Nullable Double goal,
            List<List<String>> theirs,
            List<List<String>> ours) {
        all.add(new Experiment(name, metric, false, comparator, published, goal, theirs, metric, ours));
    }

    private void less(
            String name,
            String metric,
            String comparator,
            @Nullable Double published,
            @Nullable Double goal,
            List<List<String>> theirs,
            List<List<String>> ours) {
        all.add(new Experiment(name, metric, true, comparator, published, goal, theirs, metric, ours));
    }

    private static List<List<String>> one(String command) {
        return List.of(words(command));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split(" +"));
    }
}
