package io.exaplan.server.planning;

import io.exaplan.engine.book.StartDesk;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.inventory.Catalogue;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.time.PlanTime;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** What a live book works with; the same for every term. */
record BookParts(
        LoopSettings settings,
        LeadershipKeeper leadership,
        PlanTime planTime,
        TransactionTemplate transactions,
        Jobs jobs,
        Inventories inventories,
        RunLedger ledger,
        Starter starter,
        JobIntake jobIntake,
        PartitionAssembly partitionAssembly,
        TenantReader tenants,
        RulesReader rules,
        Weights weights,
        Catalogue catalogue,
        DecisionWriter writer,
        PlanVersionStore versions,
        PlanningMetrics metrics,
        Optional<StartDesk> starts) {}
