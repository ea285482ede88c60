package io.exaplan.agent;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The agent's release, from the jar it runs from. */
final class AgentVersion implements IVersionProvider {

    static String current() {
        return Optional.ofNullable(AgentVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"exaplan-agent " + current()};
    }
}
