package io.exaplan.agent.driver.simulated;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;

/**
 * One event as a line: the CRC-32 of the event's JSON in eight hexadecimal digits, a space, the JSON, a line feed. JSON never
 * contains a bare line feed, so a line without one at its end was torn while it was written.
 */
final class JournalLine {

    private static final int CHECKSUM_LENGTH = 8;

    private JournalLine() {}

    static byte[] write(WorldEvent event) {
        byte[] json = WorldJson.MAPPER.writerFor(WorldEvent.class).writeValueAsBytes(event);
        return (checksum(json, 0) + " " + new String(json, UTF_8) + "\n").getBytes(UTF_8);
    }

    /** The event of a line without its line feed; nothing when the line is damaged. */
    static Optional<WorldEvent> read(byte[] line) {
        int start = CHECKSUM_LENGTH + 1;
        if (line.length <= start || !checksum(line, start).equals(new String(line, 0, CHECKSUM_LENGTH, US_ASCII))) {
            return Optional.empty();
        }
        try {
            return Optional.of(WorldJson.MAPPER.readValue(line, start, line.length - start, WorldEvent.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static String checksum(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
