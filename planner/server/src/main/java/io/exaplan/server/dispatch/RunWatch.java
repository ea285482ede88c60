package io.exaplan.server.dispatch;

import io.exaplan.server.planning.Leadership;
import io.exaplan.server.planning.LeadershipLost;
import io.exaplan.server.time.PlanTime;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the leader does about runs by itself, each in a fenced transaction of its own. */
@Component
class RunWatch {
    private static final Logger log = LoggerFactory.getLogger(RunWatch.class);

    private final LostRuns lost;
    private final DeadMansSwitches switches;
    private final Overruns overruns;
    private final Expiry expiry;
    private final Unstarted unstarted;
    private final Services services;
    private final JobWishes wishes;
    private final Leadership leadership;
    private final PlanTime planTime;
    private final TransactionTemplate transactions;

    RunWatch(
            LostRuns lost,
            DeadMansSwitches switches,
            Overruns overruns,
            Expiry expiry,
            Unstarted unstarted,
            Services services,
            JobWishes wishes,
            Leadership leadership,
            PlanTime planTime,
            TransactionTemplate transactions) {
        this.lost = lost;
        this.switches = switches;
        this.overruns = overruns;
        this.expiry = expiry;
        this.unstarted = unstarted;
        this.services = services;
        this.wishes = wishes;
        this.leadership = leadership;
        this.planTime = planTime;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "${exaplan.dispatch.watch:1s}")
    void look() {
        if (leadership.leading()) {
            fenced("lost runs", epoch -> lost.mark());
            fenced("runs a dead-man's switch has ended", epoch -> switches.giveUp());
            fenced("wishes", wishes::order);
            fenced("expiry", epoch -> expiry.order(planTime.now(), epoch));
            fenced("runs that do not start", unstarted::takeBack);
            fenced("overruns", epoch -> overruns.extend(planTime.now()));
            services.due(planTime.now()).forEach(run -> fenced("service", epoch -> services.follow(run, epoch)));
        }
    }

    private void fenced(String what, Consumer<Long> work) {
        try {
            transactions.executeWithoutResult(status -> {
                leadership.fence();
                work.accept(leadership.epoch());
            });
        } catch (LeadershipLost e) {
            log.info("{}: {}", what, e.getMessage());
        } catch (RuntimeException e) {
            log.warn("{} could not be looked after, next try soon: {}", what, e.toString());
        }
    }
}
