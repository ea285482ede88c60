package io.exaplan.server.demand;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.ModelProfile;
import io.exaplan.engine.catalogue.ModelProfileCatalogue;
import io.exaplan.engine.catalogue.Sizing;
import io.exaplan.engine.catalogue.SizingAssumptions;
import io.exaplan.engine.catalogue.TrainingWork;
import io.exaplan.server.demand.JobSpec.Accelerators;
import io.exaplan.server.demand.JobSpec.Gang;
import io.exaplan.server.demand.JobSpec.Service;
import io.exaplan.server.demand.JobSpec.Sized;
import io.exaplan.server.demand.JobSpec.Work;
import io.exaplan.server.demand.JobSpec.Worker;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how long a job takes: stated, worked out from its tokens, or, for a service, by the hour. */
@Component
class WorkReader {

    private static final double MOST_TOKENS = 1e18;

    private final DemandSettings settings;
    private final Supplier<AcceleratorCatalogue> accelerators;
    private final ModelProfileCatalogue profiles;
    private final ServiceReader services;
    private final Sizing sizing = new Sizing(SizingAssumptions.USUAL);

    WorkReader(
            DemandSettings settings,
            Supplier<AcceleratorCatalogue> accelerators,
            ModelProfileCatalogue profiles,
            ServiceReader services) {
        this.settings = settings;
        this.accelerators = accelerators;
        this.profiles = profiles;
        this.services = services;
    }

    /** What the work is done with. */
    record Devices(Gang gang, Worker worker, Accelerators accelerators) {

        /** Whole devices at the narrowest width; 0 when workers take shares. */
        int count() {
            return gang.minWorkers() * (worker.milliDevices() / 1000);
        }

        boolean allow(AcceleratorModel model) {
            return (accelerators.models().isEmpty() || accelerators.models().contains(model.key()))
                    && (accelerators.stacks().isEmpty() || accelerators.stacks().contains(model.stack()))
                    && model.memoryGib().orElse(0) >= accelerators.minMemoryGib();
        }
    }

    /**
     * How long it takes.
     *
     * @param expected as stated
     * @param work as stated, with the MFU that was used
     * @param sized what the work comes to
     * @param service as stated, or its replicas as sized for tokens
     * @param allowed the accelerators that are left when those are ruled out that could not do it; null when none were
     */
    record Length(
            @Nullable Duration expected,
            @Nullable Work work,
            @Nullable Sized sized,
            @Nullable Service service,
            @Nullable Accelerators allowed) {

        static final Length UNKNOWN = new Length(null, null, null, null, null);

        /** The shortest it can take, null when nobody knows. An elastic job may be faster at a greater width. */
        @Nullable
        Duration shortest() {
            return sized == null
                    ? expected
                    : sized.durationByModel().values().stream()
                            .min(Duration::compareTo)
                            .orElse(null);
        }
    }

    Length read(JsonForm form, JobKind kind, Devices devices) {
        return switch (kind) {
            case TRAINING -> training(form, devices);
            case INFERENCE -> inference(form, devices);
        };
    }

    private Length training(JsonForm form, Devices devices) {
        Duration expected = form.orNull("expectedDuration", duration());
        Optional<JsonForm> work = form.object("work");
        if (form.has("service")) {
            form.object("service");
            form.refuse("service", "Training serves nobody. Leave it out, or state kind INFERENCE.");
        }
        if (form.has("expectedDuration") == form.has("work")) {
            form.refuse("expectedDuration", "State either expectedDuration or work.");
            return Length.UNKNOWN;
        }
        return work.map(stated -> work(form, stated, devices)).orElse(new Length(expected, null, null, null, null));
    }

    private Length inference(JsonForm form, Devices devices) {
        for (String field : List.of("expectedDuration", "work")) {
            if (form.has(field)) {
                form.refuse(field, "A service lasts as service.duration says. Leave it out, or state kind TRAINING.");
            }
        }
        ServiceReader.Read read = services.read(form.requiredObject("service"), devices);
        return new Length(null, null, null, read.service(), read.allowed());
    }

    private Length work(JsonForm form, JsonForm stated, Devices devices) {
        String name = stated.required("modelProfile", Values.text(120), "");
        double tokens = stated.required("tokens", Values.number(1, MOST_TOKENS), 1.0);
        Double mfu = stated.orNull("mfu", Values.number(0.001, 1));
        ModelProfile profile = profiles.named(name).orElse(null);
        if (profile == null) {
            if (!name.isEmpty()) {
                stated.refuse("modelProfile", "State a model of the catalogue, see /api/v1/model-profiles.");
            }
            return Length.UNKNOWN;
        }
        if (devices.count() == 0) {
            stated.refuse("tokens", "Work is sized for whole devices. State expectedDuration for shares of devices.");
            return Length.UNKNOWN;
        }
        double used = mfu == null ? profile.family().trainingMfu() : mfu;
        TrainingWork training = new TrainingWork(profile.parameters().active(), tokens, used);
        Map<String, Duration> durations = durations(training, devices);
        if (durations.isEmpty() && form.clean()) {
            form.refuse(
                    "work",
                    "The FLOPS of none of the models it may use are known, or it would take longer than %s. State expectedDuration, or allow other models."
                            .formatted(settings.maxDuration()));
        }
        return new Length(
                null, new Work(profile.key(), tokens, used), new Sized(training.flops(), durations), null, null);
    }

    private Map<String, Duration> durations(TrainingWork work, Devices devices) {
        Map<String, Duration> durations = new TreeMap<>();
        accelerators.get().models().stream()
                .filter(devices::allow)
                .forEach(model -> sizing.trainingDuration(work, model, devices.count())
                        .filter(duration -> duration.compareTo(settings.maxDuration()) <= 0)
                        .ifPresent(duration -> durations.put(model.key(), duration)));
        return durations;
    }

    private Value<Duration> duration() {
        return Values.duration(Duration.ofSeconds(1), settings.maxDuration());
    }
}
