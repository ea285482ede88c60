package io.exaplan.server.web;

import java.util.function.LongFunction;

/**
 * How a feature tells again what an earlier request under the same key made, when its answer is lost; a bean of the feature. Where
 * there is none, the caller is told what the request changed and reads it.
 *
 * @param path what is posted to
 * @param telling what is said of the thing with this id
 */
public record Retelling(String path, LongFunction<Object> telling) {}
