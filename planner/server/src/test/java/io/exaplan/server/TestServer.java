package io.exaplan.server;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A server like that of a {@link ServerTest}, for tests that another engine runs, or that need several. */
public final class TestServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a server on a database of its own; settings read {@code name=value}. */
    public static TestServer start(String... settings) {
        String[] arguments = new String[settings.length + 1];
        arguments[0] = "--server.port=0";
        for (int i = 0; i < settings.length; i++) {
            arguments[i + 1] = "--" + settings[i];
        }
        return new TestServer(new SpringApplicationBuilder(ServerApplication.class, ServerTestBeans.class)
                .initializers(new FreshDatabase())
                .run(arguments));
    }

    public Api api() {
        return context.getBean(Api.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
