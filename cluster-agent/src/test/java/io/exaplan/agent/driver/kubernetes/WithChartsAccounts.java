package io.exaplan.agent.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.Chart;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import picocli.CommandLine;

/** The driver's tests with the accounts and rights of the chart, and its reaper. */
abstract class WithChartsAccounts extends OnTestBed {

    private static final Set<String> RIGHTS =
            Set.of("ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

    @BeforeEach
    void grant() {
        Chart.AGENT.render(values()).stream()
                .filter(object -> RIGHTS.contains(object.getKind()))
                .forEach(object -> admin.resource(object).serverSideApply());
    }

    /** What the chart's CronJob runs, with its account's token, as if so much later. */
    String reap(Duration later) throws IOException {
        CronJob cronJob = Chart.AGENT.render(CronJob.class, values()).getFirst();
        List<String> arguments = new ArrayList<>(cronJob.getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getArgs());
        assertThat(arguments.removeFirst()).isEqualTo("reap");
        arguments.addAll(List.of(
                "--kubeconfig", testBed.kubeconfig(token("agent-reaper")).toString()));
        StringWriter out = new StringWriter();
        int code = new CommandLine(new ReapCommand(Clock.offset(Clock.systemUTC(), later), new PrintWriter(out, true)))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).isZero();
        return out.toString();
    }

    private String values() {
        return Chart.AGENT.least()
                + "mode: apply\nruns: {namespace: %s, namespaces: %s}\n".formatted(namespace, ofTenants());
    }

    /** A token of one of the chart's accounts. */
    static String token(String account) {
        return admin.serviceAccounts()
                .inNamespace("default")
                .withName(account)
                .tokenRequest()
                .getStatus()
                .getToken();
    }
}
