package io.exaplan.server.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * One line of the trace's pod list; times in seconds since the trace began.
 *
 * @param name the pod
 * @param cpuMilli CPU in thousandths of a core
 * @param memoryMib memory in MiB
 * @param numGpu devices; one may be shared
 * @param gpuMilli thousandths of the device when there is one
 * @param gpuSpec allowed models, {@code A|B}; empty for any
 * @param qos class of service
 * @param creationSecond when it was submitted
 * @param deletionSecond when it was deleted, or the trace ended
 * @param scheduledSecond when it was scheduled, absent for a pod that never was
 */
@JsonIgnoreProperties("pod_phase")
record OpenbPod(
        @JsonProperty("name") String name,
        @JsonProperty("cpu_milli") long cpuMilli,
        @JsonProperty("memory_mib") long memoryMib,
        @JsonProperty("num_gpu") int numGpu,
        @JsonProperty("gpu_milli") int gpuMilli,
        @JsonProperty("gpu_spec") @Nullable String gpuSpec,
        @JsonProperty("qos") @Nullable String qos,
        @JsonProperty("creation_time") long creationSecond,
        @JsonProperty("deletion_time") @Nullable Long deletionSecond,
        @JsonProperty("scheduled_time") @Nullable Long scheduledSecond) {

    /** Assumed for the few pods whose end the trace does not know. */
    private static final long UNKNOWN_DURATION_SECONDS = 3_600;

    static List<OpenbPod> readAll(Path file) throws IOException {
        CsvSchema header = CsvSchema.emptySchema().withHeader();
        List<OpenbPod> pods = new ArrayList<>();
        try (MappingIterator<OpenbPod> lines =
                new CsvMapper().readerFor(OpenbPod.class).with(header).readValues(file.toFile())) {
            while (lines.hasNextValue()) {
                pods.add(lines.nextValue());
            }
        } catch (JacksonException e) {
            int line =
                    e.getLocation() == null ? pods.size() + 2 : e.getLocation().getLineNr();
            throw new IOException("Line %d of %s cannot be read: %s".formatted(line, file, e.getOriginalMessage()), e);
        }
        return pods;
    }

    /** Its class of service; the few without one count as latency-sensitive, as most are. */
    String serviceClass() {
        return qos == null || qos.isBlank() ? "LS" : qos;
    }

    boolean wantsDevices() {
        return numGpu > 0;
    }

    int milliDevices() {
        return numGpu == 1 ? gpuMilli : numGpu * 1000;
    }

    List<String> models() {
        return gpuSpec == null || gpuSpec.isBlank() ? List.of() : List.of(gpuSpec.split("\\|"));
    }

    /** From its start to its end; at least a second. */
    long durationSeconds() {
        if (deletionSecond == null) {
            return UNKNOWN_DURATION_SECONDS;
        }
        long start = scheduledSecond == null ? creationSecond : scheduledSecond;
        return Math.max(1, deletionSecond - start);
    }
}
