package io.exaplan.contract;

import io.exaplan.contract.NodeReport.ForeignEnd;
import io.exaplan.contract.OperatorOffer.DailyWindow;
import io.exaplan.contract.ProblemDetails.FieldError;
import io.exaplan.contract.RunSpec.Runtime;
import io.exaplan.contract.RunSpec.SecretVariable;
import io.exaplan.contract.RunSpec.Volume;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The golden files' content as records, by the name of the file. */
final class Messages {

    private static final String DATABASE = "0198c1a4-6f0b-7c55-9d3e-2b8f6c1d7a10";
    private static final PlanClock CLOCK = new PlanClock(Instant.parse("2026-03-01T08:00:20Z"), 1.0);

    private Messages() {}

    static Map<String, Record> all() {
        Map<String, Record> messages = new LinkedHashMap<>();
        messages.put("open-session", new OpenSession(1, "north", "0.1.0", "6f1c0a7e", 180L));
        messages.put(
                "session-opened",
                new SessionOpened(1, DATABASE, 8, null, new PlanClock(Instant.parse("2026-03-01T08:00:00Z"), 1.0)));
        messages.put(
                "session-opened-with-token",
                new SessionOpened(
                        1,
                        DATABASE,
                        1,
                        "exa_agent_example",
                        new PlanClock(Instant.parse("2026-03-01T08:00:00.250Z"), 60.0)));
        messages.put("sync-request-first", firstRequest());
        messages.put("sync-request", request());
        messages.put("sync-response-quiet", quietResponse());
        messages.put("sync-response", response());
        messages.put("problem-stale-session", staleSession());
        messages.put("problem-invalid", invalid());
        return messages;
    }

    static Inventory inventory() {
        return new Inventory(List.of(
                new NodeReport(
                        "north-h800-001",
                        "NVIDIA-H800",
                        8,
                        List.of(5),
                        1500,
                        128_000,
                        1_048_576,
                        "block-01",
                        "rack-003",
                        true,
                        false,
                        List.of(
                                new ForeignEnd(Instant.parse("2026-03-01T12:00:30Z"), 1000),
                                new ForeignEnd(Instant.parse("2026-03-02T08:00:00Z"), 250))),
                new NodeReport(
                        "north-h800-002",
                        "NVIDIA-H800",
                        8,
                        List.of(),
                        0,
                        128_000,
                        1_048_576,
                        null,
                        null,
                        false,
                        true)));
    }

    private static SyncRequest firstRequest() {
        return new SyncRequest(
                1,
                "north",
                8,
                1,
                "0.1.0",
                0,
                null,
                InventoryDigest.of(inventory()),
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static SyncRequest request() {
        Instant start = Instant.parse("2026-03-01T06:00:00Z");
        return new SyncRequest(
                1,
                "north",
                8,
                42,
                "0.1.0",
                20_000,
                new OrdersSeen(DATABASE, 3, 1207),
                InventoryDigest.of(inventory()),
                inventory(),
                new OperatorOffer(
                        List.of("north-h800-001"),
                        List.of("incubator-one"),
                        List.of(new DailyWindow(0, 480), new DailyWindow(1200, 1440))),
                List.of(
                        new RunReport(
                                "0198c1a5-0001",
                                71,
                                1,
                                RunState.STARTING,
                                null,
                                null,
                                null,
                                RunReasons.UNSCHEDULABLE,
                                "Device 3 of node north-h800-001 is held by run 0198c1a5-0000; starts when it is free."),
                        new RunReport(
                                "0198c1a5-0002",
                                72,
                                4,
                                RunState.RUNNING,
                                Instant.parse("2026-03-01T07:12:09Z"),
                                null,
                                null,
                                null,
                                null),
                        new RunReport(
                                "0198c1a5-0003",
                                73,
                                1,
                                RunState.SUCCEEDED,
                                start,
                                Instant.parse("2026-03-01T07:59:30.500Z"),
                                0,
                                RunReasons.COMPLETED,
                                null),
                        new RunReport(
                                "0198c1a5-0004",
                                74,
                                1,
                                RunState.FAILED,
                                start,
                                Instant.parse("2026-03-01T07:59:30Z"),
                                null,
                                RunReasons.NODE_LOST,
                                "Node north-h800-002 was lost."),
                        new RunReport(
                                "0198c1a5-0005", 0, 0, RunState.STOPPED, null, null, null, RunReasons.NEVER_HELD, null),
                        new RunReport(
                                "0198c1a5-0006",
                                76,
                                1,
                                RunState.UNSUPPORTED,
                                null,
                                null,
                                null,
                                RunReasons.UNSUPPORTED,
                                "The cluster has no node north-h800-999.")),
                List.of(new NodeUsage("north-h800-001", 0.875, 4210.5), new NodeUsage("north-h800-002", 0.0, null)),
                List.of(
                        new LogTail("0198c1a6-0001", List.of("step 1 loss 9.1", "step 2 loss 8.7"), true, null),
                        new LogTail(
                                "0198c1a6-0002", List.of(), false, "This cluster has never held run 0198c1a5-0099.")));
    }

    private static SyncResponse quietResponse() {
        return new SyncResponse(
                1,
                new OrdersSeen(DATABASE, 3, 1207),
                CLOCK,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                10_000);
    }

    private static SyncResponse response() {
        RunSpec training = new RunSpec(
                "0198c1a5-0007",
                1,
                77,
                "train-7",
                "incubator-one",
                "h800x8",
                WorkKind.TRAINING,
                List.of(
                        new WorkerPlacement(0, 0, "north-h800-001", List.of(0, 1), 1000, 16_000, 131_072),
                        new WorkerPlacement(1, 0, "north-h800-001", List.of(2), 250, 4_000, 32_768)),
                new Runtime(
                        "registry.example/train:7",
                        List.of("python", "train.py"),
                        Map.of("EXAPLAN_SIMULATED_DURATION", "PT2H"),
                        List.of(new SecretVariable("REGISTRY_TOKEN", "team-secrets", "registry")),
                        List.of(new Volume("corpus", "/data/corpus", true), new Volume("checkpoints", "/ckpt", false))),
                7200L,
                14_400L,
                30,
                600L,
                null);
        RunSpec serving = new RunSpec(
                "0198c1a5-0008",
                9,
                78,
                "serve-r1",
                "incubator-one",
                "h800x8",
                WorkKind.INFERENCE,
                List.of(),
                new Runtime(null, List.of(), Map.of()),
                null,
                null,
                60,
                null,
                new RunSpec.Serving(9000, "/health"));
        return new SyncResponse(
                1,
                new OrdersSeen(DATABASE, 3, 1208),
                CLOCK,
                true,
                List.of(
                        new HoldOrder("0198c1a5-0002", 4, null),
                        new HoldOrder("0198c1a5-0007", 1, training),
                        new HoldOrder("0198c1a5-0008", 9, serving)),
                List.of(
                        new StopOrder("0198c1a5-0009", StopReason.CANCELLED, 30),
                        new StopOrder("0198c1a5-0010", StopReason.PREEMPTED, 30),
                        new StopOrder("0198c1a5-0011", StopReason.EXPIRED, 0),
                        new StopOrder("0198c1a5-0012", StopReason.SUSPENDED, 30),
                        new StopOrder("0198c1a5-0013", StopReason.ORPHANED, 30)),
                List.of("0198c1a5-0003", "0198c1a5-0004"),
                List.of(new QuarantinedNode(
                        "north-h800-002", "foreignMilliDevices is -1; 0 to 8000 is allowed for 8 devices.")),
                List.of(new LogRequest("0198c1a6-0001", "0198c1a5-0002", 200)),
                10_000);
    }

    private static ProblemDetails staleSession() {
        return new ProblemDetails(
                ProblemTypes.STALE_SESSION,
                "A newer session exists",
                409,
                "Session 7 of cluster north was replaced by session 8. Stop one of the two agents.",
                List.of());
    }

    private static ProblemDetails invalid() {
        return new ProblemDetails(
                ProblemTypes.INVALID,
                "The body is not valid",
                400,
                "2 fields are not valid.",
                List.of(
                        new FieldError("runs[3].generation", "-1", "0 or more"),
                        new FieldError("inventoryDigest", null, "64 hexadecimal digits")));
    }
}
