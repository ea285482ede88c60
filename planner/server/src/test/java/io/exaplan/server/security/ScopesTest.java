package io.exaplan.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.ServerTest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No endpoint that changes something is forgotten. */
@ServerTest
class ScopesTest {

    private final RequestMappingHandlerMapping mapping;

    ScopesTest(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @Test
    void everyEndpointThatPeopleChangeThingsByIsInAScope() {
        List<HandlerMethod> changing = mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getKey().getMethodsCondition().getMethods().stream()
                        .anyMatch(method ->
                                !Set.of(RequestMethod.GET, RequestMethod.HEAD).contains(method)))
                .map(entry -> entry.getValue())
                .filter(ScopesTest::isForPeople)
                .toList();

        assertThat(changing).hasSizeGreaterThan(40);
        assertThat(changing)
                .allSatisfy(method -> assertThat(method.hasMethodAnnotation(InScope.class)
                                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), InScope.class))
                        .as(method.toString())
                        .isTrue());
    }

    private static boolean isForPeople(HandlerMethod method) {
        Allowed onMethod = method.getMethodAnnotation(Allowed.class);
        Allowed allowed = onMethod != null ? onMethod : method.getBeanType().getAnnotation(Allowed.class);
        return allowed != null && Arrays.stream(allowed.value()).anyMatch(Role::usesApi);
    }
}
