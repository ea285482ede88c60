package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void calledStaleAfterAMinute() {
        ClusterRow spokeLately = silentFor(1, Freshness.FRESH, Duration.ofSeconds(59));
        ClusterRow silent = silentFor(2, Freshness.FRESH, Duration.ofSeconds(60));

        assertThat(since(Duration.ofDays(1)).stale(List.of(spokeLately, silent)))
                .containsExactly(silent);
    }

    @Test
    void calledLostAfterFifteenMinutes() {
        ClusterRow silent = silentFor(1, Freshness.STALE, Duration.ofMinutes(15));

        assertThat(since(Duration.ofDays(1)).lost(List.of(silent))).containsExactly(silent);
    }

    @Test
    void thePlannersOwnAbsenceExcuses() {
        ClusterRow silent = silentFor(1, Freshness.STALE, Duration.ofHours(2));

        assertThat(since(Duration.ofMinutes(1)).lost(List.of(silent))).isEmpty();
    }

    @Test
    void suspectsThePlannerWhenEverybodyIsSilent() {
        ClusterRow one = silentFor(1, Freshness.STALE, Duration.ofMinutes(2));
        ClusterRow two = silentFor(2, Freshness.FRESH, Duration.ofMinutes(2));

        assertThat(since(Duration.ofDays(1)).everybodySilent(List.of(one, two))).isTrue();
    }

    @Test
    void trustsThePlannerWhileAnybodySpeaks() {
        ClusterRow silent = silentFor(1, Freshness.STALE, Duration.ofMinutes(2));
        ClusterRow speaking = silentFor(2, Freshness.FRESH, Duration.ofSeconds(5));

        assertThat(since(Duration.ofDays(1)).everybodySilent(List.of(silent, speaking)))
                .isFalse();
        assertThat(since(Duration.ofDays(1)).everybodySilent(List.of(silent))).isFalse();
    }

    private static Silence since(Duration listening) {
        return new Silence(NOW, NOW.minus(listening), TestInventory.SETTINGS);
    }

    private static ClusterRow silentFor(int id, Freshness freshness, Duration silence) {
        return new ClusterRow(
                id,
                "c" + id,
                "operator",
                ClusterState.ACTIVE,
                1,
                NOW,
                1,
                "1",
                1,
                NOW.minus(silence),
                freshness,
                null,
                Offer.ALL,
                null,
                null);
    }
}
