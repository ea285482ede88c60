package io.exaplan.agent.driver.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One test bed for all tests that ask for it, from the first of them until the last test of all has run. */
public final class SharedTestBed implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        TestBed.assumeBuilt();
        testBed(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return testBed(context);
    }

    private static TestBed testBed(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedTestBed.class))
                .computeIfAbsent(TestBed.class, type -> up(), TestBed.class);
    }

    private static TestBed up() {
        try {
            return TestBed.up();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
