package io.exaplan.server.planning;

import io.exaplan.server.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A server that plans a {@link TestCity} on {@link ScriptedRuns}; it searches for better plans only when asked. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@Import({ScriptedRuns.class, TestCity.class})
@TestPropertySource(
        properties = {
            "exaplan.planning.improvement.enabled=false",
            "exaplan.planning.leadership.poll=100ms",
            "exaplan.views.gauges=500ms"
        })
@interface PlanningTest {}
