package io.exaplan.server.inventory;

import java.net.URI;
import java.util.UUID;

/**
 * Where an operator shows the logs of its cluster's runs.
 *
 * @param template an http or https URL in which {run}, {job} and {cluster} stand for what is shown
 */
public record LogLink(String template) {
    static final int LONGEST = 1_000;
    static final String RULE =
            "State an http or https URL with a host, without a user and with {run} in it, such as https://logs.example/runs/{run}; {job} and {cluster} may stand in it too.";

    /** Whether every run gets a URL of its own from it. */
    static boolean good(String template) {
        try {
            URI filled = URI.create(new LogLink(template).of(new UUID(0, 0), 0, "cluster"));
            boolean web = "https".equals(filled.getScheme()) || "http".equals(filled.getScheme());
            return web && filled.getHost() != null && filled.getUserInfo() == null && template.contains("{run}");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The URL of one run's log. */
    public String of(UUID run, long job, String cluster) {
        return template.replace("{run}", run.toString())
                .replace("{job}", Long.toString(job))
                .replace("{cluster}", cluster);
    }
}
