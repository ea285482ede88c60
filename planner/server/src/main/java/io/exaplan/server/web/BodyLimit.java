package io.exaplan.server.web;

import org.springframework.util.unit.DataSize;

/**
 * A path whose bodies may be of another size than all others; a bean of the feature that serves it.
 *
 * @param path the whole path
 * @param most largest body
 */
public record BodyLimit(String path, DataSize most) {}
