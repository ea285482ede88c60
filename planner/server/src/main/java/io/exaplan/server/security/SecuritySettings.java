package io.exaplan.server.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the first administrator is told.
 *
 * @param showFirstToken whether the first administrator's token is printed to the console; it is in the home directory in any case
 */
@ConfigurationProperties("exaplan.security")
public record SecuritySettings(@DefaultValue("true") boolean showFirstToken) {}
