package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The planner's runs, by what carries their marks: Jobs, and the Services of services. */
final class Runs {

    private final Carriers<Job> jobs;
    private final Carriers<Service> services;

    Runs(Runnable changed) {
        jobs = new Carriers<>(changed, RunFacts::of);
        services = new Carriers<>(changed, RunFacts::of);
    }

    Carriers<Job> jobs() {
        return jobs;
    }

    Carriers<Service> services() {
        return services;
    }

    Collection<RunFacts> all() {
        return Stream.concat(jobs.facts.values().stream(), services.facts.values().stream())
                .toList();
    }

    Optional<RunFacts> find(String runId) {
        return all().stream().filter(run -> run.runId().equals(runId)).findFirst();
    }

    /** The objects of one kind that carry runs. */
    static final class Carriers<T extends HasMetadata> extends Mirror<T> {

        private final Map<String, RunFacts> facts = new ConcurrentHashMap<>();
        private final Function<T, RunFacts> reader;

        private Carriers(Runnable changed, Function<T, RunFacts> reader) {
            super(changed);
            this.reader = reader;
        }

        /** Takes what was just made, before its watch tells of it. */
        void expect(T object) {
            facts.putIfAbsent(
                    object.getMetadata().getNamespace() + "/"
                            + object.getMetadata().getName(),
                    reader.apply(object));
        }

        @Override
        boolean seen(String key, T object) {
            RunFacts now = reader.apply(object);
            return !now.equals(facts.put(key, now));
        }

        @Override
        boolean gone(String key) {
            return facts.remove(key) != null;
        }
    }
}
