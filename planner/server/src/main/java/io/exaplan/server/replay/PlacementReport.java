package io.exaplan.server.replay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a placement replay found, as it is written to a file.
 *
 * @param allocatedPercent by per cent of the capacity that had been asked for, the allocated devices in per cent of all
 * @param search whether a batch was improved by search
 * @param p99Micros 99 of 100 online decisions took at most so long; 0 for a batch
 * @param learnSeconds taken to learn the list before the first arrival; not in the placements per second
 * @param repack what a repack moved and gained; null in other modes
 */
record PlacementReport(
        String policy,
        String mode,
        String learn,
        boolean search,
        long seed,
        double inflate,
        int copies,
        int nodes,
        int arrivals,
        Map<String, Double> allocatedPercent,
        double placementsPerSecond,
        double p99Micros,
        double learnSeconds,
        double secondsUsed,
        long peakMiB,
        @Nullable RepackReport repack)
        implements Report {}
