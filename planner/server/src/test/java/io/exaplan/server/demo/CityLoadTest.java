package io.exaplan.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.demo.CityFile.Statement;
import io.exaplan.server.demo.DemoWorld.DemoJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the demo city can serve what it is asked for, day after day: its arrivals drawn and added up. */
class CityLoadTest {
    private static final int JOBS = 20_000;
    private static final int DEVICES = 3_008;

    /** Dense FP16/BF16, vendor peak: 1.746 EFLOPS over its devices, as the city's funnel says. */
    private static final double MEAN_TFLOPS = 580;

    private static final double LONGEST_QUARTER_DAYS = 92;

    @TempDir
    Path inventories;

    /** Device-hours an hour: by tenant, and by the stacks a job takes. */
    private final Map<String, Double> byTenant = new HashMap<>();

    private final Map<Set<String>, Double> byStacks = new HashMap<>();

    /** Of all that is asked for, what comes in each hour since the city opened at nine. */
    private final double[] byHour = new double[24];

    private CityWorld world;

    @BeforeEach
    void drawn() throws IOException {
        world = CityWorld.open(inventories);
        Iterator<DemoJob> arrivals = world.arrivals();
        DemoJob job = arrivals.next();
        while (job.offsetSeconds() == 0) {
            job = arrivals.next(); // those that wait when the city opens come once
        }
        long from = job.offsetSeconds();
        Map<String, Double> tenants = new HashMap<>();
        Map<Set<String>, Double> stacks = new HashMap<>();
        for (int i = 0; i < JOBS; i++) {
            tenants.merge(job.tenant(), deviceHours(job), Double::sum);
            stacks.merge(stacksOf(job), deviceHours(job), Double::sum);
            byHour[(int) (job.offsetSeconds() / 3600 % 24)] += deviceHours(job);
            job = arrivals.next();
        }
        double hours = (job.offsetSeconds() - from) / 3600.0;
        tenants.forEach((tenant, sum) -> byTenant.put(tenant, sum / hours));
        stacks.forEach((accepted, sum) -> byStacks.put(accepted, sum / hours));
    }

    @Test
    void itIsAskedForThreeQuartersOfWhatThereIs() {
        double asked = byTenant.values().stream().mapToDouble(each -> each).sum();

        assertThat(asked / DEVICES).isBetween(0.7, 0.8);
    }

    @Test
    void itIsAskedForMoreThanThereIsByDayAndCatchesUpByNight() {
        double all = Arrays.stream(byHour).sum();
        double asked = byTenant.values().stream().mapToDouble(each -> each).sum();
        double day = Arrays.stream(byHour, 0, 12).sum(); // nine to nine
        double night = Arrays.stream(byHour, 15, 21).sum(); // midnight to six

        assertThat(day / all * 24 / 12 * asked / DEVICES).isBetween(0.93, 1.1);
        assertThat(night / all * 24 / 6 * asked / DEVICES).isLessThan(0.45);
    }

    @Test
    void noStackIsAskedForMoreThanItHas() {
        // H800, H20, A800 and L40S; 910C and 910B2
        assertThat(askedOf("CUDA") / (768 + 512 + 256 + 256)).isLessThan(0.7);
        assertThat(askedOf("CANN") / (768 + 320)).isLessThan(0.7);
    }

    @Test
    void noTenantUsesUpItsBudgetBeforeItsQuarterEnds() {
        List<Statement> budgets = world.statements().stream()
                .filter(statement -> statement.collection().equals("budgets"))
                .toList();

        assertThat(budgets).isNotEmpty().allSatisfy(budget -> {
            String tenant = (String) budget.body().get("tenant");
            double pflops = byTenant.get(tenant) * MEAN_TFLOPS / 1000;
            // Its jobs may stand on faster devices than the mean.
            assertThat(1.35 * pflops * LONGEST_QUARTER_DAYS)
                    .as(tenant)
                    .isLessThan(((Number) budget.body().get("pflopsDays")).doubleValue());
        });
    }

    /** By jobs that take nothing else. */
    private double askedOf(String stack) {
        return byStacks.getOrDefault(Set.of(stack), 0.0);
    }

    private static Set<String> stacksOf(DemoJob job) {
        Set<String> stacks = new HashSet<>();
        ((List<?>) ((Map<?, ?>) job.spec().get("accelerators")).get("stacks"))
                .forEach(stack -> stacks.add((String) stack));
        return stacks;
    }

    /** As long as it really runs. */
    private static double deviceHours(DemoJob job) {
        double devices = number(job.spec(), "worker", "milliDevices") / 1000;
        if (job.spec().get("service") instanceof Map<?, ?> service) {
            double replicas = ((List<?>) service.get("replicasByHour"))
                    .stream().mapToInt(each -> (Integer) each).average().orElseThrow();
            return devices * replicas * hours(service.get("duration"));
        }
        Object really = job.spec().get("runtime") instanceof Map<?, ?> runtime
                ? ((Map<?, ?>) runtime.get("environment")).get("EXAPLAN_SIMULATED_DURATION")
                : job.spec().get("expectedDuration");
        return devices * number(job.spec(), "gang", "workers") * hours(really);
    }

    private static double number(Map<String, Object> spec, String field, String within) {
        return ((Number) ((Map<?, ?>) spec.get(field)).get(within)).doubleValue();
    }

    private static double hours(Object duration) {
        return Duration.parse((String) duration).toSeconds() / 3600.0;
    }
}
