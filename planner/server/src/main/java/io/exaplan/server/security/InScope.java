package io.exaplan.server.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scopes of which a bound token needs one to change something here; with none named, every token may. On a method it goes
 * before the one on its type. Where it is missing, no bound token changes anything.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface InScope {
    /** One of these. */
    TokenScope[] value();
}
