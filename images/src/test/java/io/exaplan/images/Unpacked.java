package io.exaplan.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image's tar, as a container engine reads it. */
record Unpacked(Path folder, JsonNode manifest, JsonNode config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Unpacked of(Path tar, Path folder) throws IOException {
        try (TarArchiveInputStream entries = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
                Files.copy(entries, folder.resolve(entry.getName()));
            }
        }
        JsonNode manifest =
                JSON.readTree(folder.resolve("manifest.json").toFile()).get(0);
        return new Unpacked(
                folder,
                manifest,
                JSON.readTree(folder.resolve(manifest.get("Config").asText()).toFile()));
    }

    List<Path> layers() {
        List<Path> layers = new ArrayList<>();
        manifest.get("Layers").forEach(name -> layers.add(folder.resolve(name.asText())));
        return layers;
    }

    /** Files a layer brings; folders are left out. */
    static List<TarArchiveEntry> files(Path layer) throws IOException {
        List<TarArchiveEntry> files = new ArrayList<>();
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(layer));
                TarArchiveInputStream entries = new TarArchiveInputStream(packed)) {
            for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
                if (!entry.isDirectory()) {
                    files.add(entry);
                }
            }
        }
        return files;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
