package io.exaplan.server.web;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what was only kept for a while. */
@Component
class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final IdempotencyKeys keys;
    private final WebSettings settings;
    private final Clock clock;

    Forgetting(IdempotencyKeys keys, WebSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT10M")
    void forget() {
        int forgotten = keys.forgetBefore(clock.instant().minus(settings.idempotencyRetention()));
        LOG.debug("Forgot {} idempotency keys", forgotten);
    }
}
