package io.exaplan.server;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The planner's server. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class ServerApplication {

    /**
     * Starts a server and returns when it answers. Close the result to stop it, its database too.
     *
     * @param settings settings by name, such as {@code server.port}; they win over files and environment
     */
    public static ConfigurableApplicationContext start(Map<String, String> settings) {
        SpringApplication application = new SpringApplication(ServerApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        return application.run(settings.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toArray(String[]::new));
    }
}
