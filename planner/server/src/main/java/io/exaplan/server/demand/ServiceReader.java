package io.exaplan.server.demand;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.ModelProfile;
import io.exaplan.engine.catalogue.ModelProfileCatalogue;
import io.exaplan.engine.catalogue.ReplicaShape;
import io.exaplan.engine.catalogue.Sizing;
import io.exaplan.engine.catalogue.SizingAssumptions;
import io.exaplan.server.demand.JobSpec.Accelerators;
import io.exaplan.server.demand.JobSpec.Service;
import io.exaplan.server.demand.JobSpec.TokenDemand;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a service: its replicas by the hour as stated, or as many as its tokens ask for. */
@Component
class ServiceReader {

    private static final int HOURS = 24;
    private static final double MOST_TOKENS_PER_SECOND = 1e12;
    private static final long MOST_CONTEXT_TOKENS = 1_000_000_000_000L;
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST_PATH = 1024;
    private static final Value<String> PATH = Values.text(LONGEST_PATH)
            .when(
                    text -> text.matches("/[!-~]*"),
                    "State an absolute path of printable ASCII characters without spaces, such as /health.");

    private final DemandSettings settings;
    private final Supplier<AcceleratorCatalogue> accelerators;
    private final ModelProfileCatalogue profiles;
    private final Sizing sizing = new Sizing(SizingAssumptions.USUAL);

    ServiceReader(
            DemandSettings settings, Supplier<AcceleratorCatalogue> accelerators, ModelProfileCatalogue profiles) {
        this.settings = settings;
        this.accelerators = accelerators;
        this.profiles = profiles;
    }

    /**
     * A service as read.
     *
     * @param allowed the models that hold a replica and whose FLOPS are known; null when replicas were stated
     */
    record Read(Service service, @Nullable Accelerators allowed) {}

    /** What its tokens come to; nothing where they were refused. */
    private record Demanded(
            List<Integer> replicas,
            @Nullable TokenDemand tokens,
            @Nullable Accelerators allowed) {
        static final Demanded NOTHING = new Demanded(List.of(), null, null);
    }

    Read read(JsonForm form, WorkReader.Devices devices) {
        Duration duration = form.orNull("duration", Values.duration(Duration.ofSeconds(1), settings.maxDuration()));
        Integer port = form.orNull("port", Values.integer(1, HIGHEST_PORT));
        String readinessPath = form.orNull("readinessPath", PATH);
        JsonForm demand = form.object("demand").orElse(null);
        if (demand != null) {
            if (form.has("replicasByHour")) {
                form.refuse("replicasByHour", "State either replicasByHour or demand.");
            }
            Demanded read = demanded(demand, devices);
            return new Read(new Service(read.replicas(), duration, read.tokens(), port, readinessPath), read.allowed());
        }
        List<Integer> replicas = form.required(
                "replicasByHour",
                Values.list(Values.integer(0, settings.maxWorkers()), HOURS)
                        .when(
                                list -> list.size() == HOURS && list.stream().anyMatch(count -> count > 0),
                                "State 24 numbers, one for each hour of the day, at least one above 0."),
                List.of());
        return new Read(new Service(replicas, duration, null, port, readinessPath), null);
    }

    private Demanded demanded(JsonForm form, WorkReader.Devices devices) {
        String name = form.required("modelProfile", Values.text(120), "");
        List<Double> byHour = form.required(
                "tokensPerSecondByHour",
                Values.list(Values.number(0, MOST_TOKENS_PER_SECOND), HOURS)
                        .when(
                                list -> list.size() == HOURS && list.stream().anyMatch(rate -> rate > 0),
                                "State 24 numbers, one for each hour of the day, at least one above 0."),
                List.of());
        long context = form.optional("contextTokens", Values.wholeNumber(0, MOST_CONTEXT_TOKENS), 0L);
        ModelProfile profile = profiles.named(name).orElse(null);
        if (profile == null && !name.isEmpty()) {
            form.refuse("modelProfile", "State a model of the catalogue, see /api/v1/model-profiles.");
        }
        if (devices.count() == 0) {
            form.refuse(
                    "modelProfile", "Tokens are sized for whole devices. State replicasByHour for shares of devices.");
        }
        if (profile == null || devices.count() == 0 || byHour.isEmpty()) {
            return Demanded.NOTHING;
        }
        Map<String, Double> rates = rates(profile, devices, context);
        if (rates.isEmpty()) {
            form.refuse("modelProfile", tooFew(profile, devices, context));
            return Demanded.NOTHING;
        }
        double slowest = rates.values().stream().min(Double::compare).orElseThrow();
        List<Integer> replicas = byHour.stream()
                .map(rate -> (int) Math.min(Integer.MAX_VALUE, Math.ceil(rate / slowest)))
                .toList();
        if (replicas.stream().anyMatch(count -> count > settings.maxWorkers())) {
            form.refuse(
                    "tokensPerSecondByHour",
                    "One replica generates %.0f tokens per second, and %d replicas are the most. State fewer tokens, or larger replicas."
                            .formatted(slowest, settings.maxWorkers()));
        }
        return new Demanded(
                replicas,
                new TokenDemand(profile.key(), byHour, context, rates),
                new Accelerators(
                        List.copyOf(rates.keySet()),
                        devices.accelerators().stacks(),
                        devices.accelerators().minMemoryGib()));
    }

    /** Tokens per second of one replica on each model that may be used, holds it, and has a known peak. */
    private Map<String, Double> rates(ModelProfile profile, WorkReader.Devices devices, long context) {
        ReplicaShape replica = new ReplicaShape(
                devices.gang().minWorkers(), devices.count() / devices.gang().minWorkers());
        Map<String, Double> rates = new TreeMap<>();
        accelerators.get().models().stream()
                .filter(devices::allow)
                .filter(model -> holds(model, profile, devices, context))
                .forEach(model -> sizing.tokensPerSecond(profile, model, replica)
                        .ifPresent(rate -> rates.put(model.key(), rate)));
        return rates;
    }

    private boolean holds(AcceleratorModel model, ModelProfile profile, WorkReader.Devices devices, long context) {
        OptionalLong least = sizing.leastDevices(profile, model, context);
        return least.isPresent() && least.getAsLong() <= devices.count();
    }

    private String tooFew(ModelProfile profile, WorkReader.Devices devices, long context) {
        OptionalLong least = accelerators.get().models().stream()
                .filter(devices::allow)
                .filter(model -> model.accountingTflops().isPresent())
                .map(model -> sizing.leastDevices(profile, model, context))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
        return least.isPresent()
                ? "A replica of %d devices does not hold it; %d are the fewest on any model it may use. State more devices or workers."
                        .formatted(devices.count(), least.getAsLong())
                : "Memory and FLOPS are known of none of the models it may use. State replicasByHour, or allow other models.";
    }
}
