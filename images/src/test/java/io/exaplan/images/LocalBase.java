package io.exaplan.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A base made of this machine: a JRE linked from the JDK that runs the tests, a shell and `find` (PostgreSQL's initdb and the
 * probes of the agent's chart call them), and the libraries they are linked to. It stands for a registry's JRE image where there
 * is no registry.
 */
final class LocalBase {

    private static final List<Path> TOOLS = List.of(Path.of("/bin/sh"), Path.of("/usr/bin/find"));
    private static final String MODULES =
            "java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.crypto.ec,jdk.httpserver,jdk.jfr,"
                    + "jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.nio.mapmode,jdk.security.auth,"
                    + "jdk.unsupported,jdk.zipfs";
    private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");

    private LocalBase() {}

    /** Whether this machine has what it takes. */
    static boolean canBeMade() {
        return Files.isExecutable(jlink())
                && Files.isExecutable(Path.of("/usr/bin/ldd"))
                && TOOLS.stream().allMatch(Files::isExecutable);
    }

    private static Path jlink() {
        return Path.of(System.getProperty("java.home"), "bin", "jlink");
    }

    /** Writes the base's tar; the folder is for the JRE and caches. */
    static void write(Path tar, Path folder) throws Exception {
        Path jre = folder.resolve("jre");
        Shell.run(List.of(
                jlink().toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--compress",
                "zip-0",
                "--output",
                jre.toString()));
        FileEntriesLayer.Builder system = FileEntriesLayer.builder().setName("system");
        for (Path file : linked(jre)) {
            // The loader of libraries is a program, and so are the tools.
            system.addEntry(
                    file.toRealPath(), AbsoluteUnixPath.get(file.toString()), FilePermissions.fromOctalString("755"));
        }
        Jib.fromScratch()
                .addFileEntriesLayer(system.build())
                .addFileEntriesLayer(FileEntriesLayer.builder()
                        .setName("jre")
                        .addEntryRecursive(jre, AbsoluteUnixPath.get("/opt/java"), LocalBase::permissions)
                        .build())
                .addEnvironmentVariable("PATH", "/opt/java/bin:/usr/bin:/bin")
                .containerize(Containerizer.to(TarImage.at(tar).named("local/jre:25"))
                        .setApplicationLayersCache(folder.resolve("cache"))
                        .setBaseImageLayersCache(folder.resolve("cache")));
    }

    private static FilePermissions permissions(Path file, AbsoluteUnixPath inside) {
        return FilePermissions.fromOctalString(Files.isDirectory(file) || Files.isExecutable(file) ? "755" : "644");
    }

    /** What PostgreSQL's programs of the planner's jar are linked to beside what the JRE needs. */
    private static Set<Path> ofPostgres() throws Exception {
        Set<Path> libraries = new TreeSet<>();
        Matcher known = Pattern.compile(
                        "lib(?:stdc\\+\\+|gcc_s|pthread|rt|m|dl)\\.so\\.\\d+ \\(libc6[^)]*\\) => (\\S+)")
                .matcher(Shell.output(List.of("/sbin/ldconfig", "-p")));
        while (known.find()) {
            libraries.add(Path.of(known.group(1)));
        }
        return libraries;
    }

    /** The tools, and every library they, the JRE's programs and its libraries are linked to. */
    private static Set<Path> linked(Path jre) throws Exception {
        Set<Path> files = new TreeSet<>(TOOLS);
        files.addAll(ofPostgres());
        List<Path> programs;
        try (Stream<Path> all = Files.walk(jre)) {
            programs = Stream.concat(
                            TOOLS.stream(),
                            all.filter(file -> file.toString().endsWith(".so") || file.endsWith("bin/java")))
                    .toList();
        }
        for (Path program : programs) {
            Matcher found = LIBRARY.matcher(Shell.output(List.of("/usr/bin/ldd", program.toString())));
            while (found.find()) {
                Path library = Path.of(found.group(1));
                if (!library.startsWith(jre)) {
                    files.add(library);
                }
            }
        }
        return files;
    }
}
