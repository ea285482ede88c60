package io.exaplan.server;

import io.exaplan.server.security.Tokens;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@TestConfiguration(proxyBeanMethods = false)
class ServerTestBeans {

    @Bean
    @Primary
    MutableClock testClock() {
        return new MutableClock();
    }

    /** Lazy: the port is known once the server runs. */
    @Bean
    @Lazy
    Api api(Environment environment, Tokens tokens, JsonMapper json) {
        return new Api(environment.getRequiredProperty("local.server.port", Integer.class), tokens, json);
    }
}
