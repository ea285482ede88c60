package io.exaplan.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images' commands in a root of their layers alone, as their user, the root read-only as in the charts. */
class ImagesRunTest {

    private static final Path HOME = Path.of("..");

    /** Layers, then what a kubelet mounts: /proc, /dev, empty folders for /tmp and the planner's home. */
    private static final String CONTAIN = """
            root=$1; shift
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            mount --rbind /dev "$root/dev"
            mount -t tmpfs -o mode=1777,size=512m tmpfs "$root/tmp"
            mount -t tmpfs -o mode=700,uid=10001,gid=10001,size=512m tmpfs "$root/var/lib/exaplan"
            mount -o remount,ro,bind "$root"
            exec env -i PATH=/opt/java/bin:/usr/bin:/bin EXAPLAN_HOME=/var/lib/exaplan \\
                SERVER_ADDRESS=127.0.0.1 SERVER_PORT=0 /usr/sbin/chroot --userspec=10001:10001 --groups=10001 "$root" "$@"
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeABase() throws Exception {
        for (JavaImage image : JavaImage.ALL) {
            assumeTrue(Files.exists(HOME.resolve(image.built())), image.built() + " is not packed: run mvn verify");
        }
        assumeTrue(LocalBase.canBeMade(), "no jlink, ldd, sh or find to make a base of");
        assumeTrue(mayContain(), "this user may not mount or change its root");
        LocalBase.write(folder.resolve("base.tar"), folder);
    }

    @Test
    void theAgentStartsFromItsImage() throws Exception {
        Path root = root(JavaImage.CLUSTER_AGENT);

        assertThat(contained(root, command(JavaImage.CLUSTER_AGENT, "check", "--help")))
                .contains("what the agent would report now");
        assertThat(contained(root, List.of("sh", "-c", "(: > /opt/exaplan/x) || find /opt/exaplan -type f")))
                .contains("Read-only file system", "/opt/exaplan/exaplan-agent.jar");
    }

    /** With its own PostgreSQL, which initialises and starts in there. */
    @Test
    void thePlannerServesFromItsImage() throws Exception {
        Process planner = start(root(JavaImage.PLANNER), command(JavaImage.PLANNER));
        CompletableFuture.delayedExecutor(4, TimeUnit.MINUTES).execute(() -> end(planner));
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = planner.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = out.readLine()) != null; ) {
                lines.add(line);
                if (line.contains("Started ")) {
                    break;
                }
            }
        } finally {
            end(planner);
            planner.waitFor();
        }
        assertThat(lines).as("%s", lines).anyMatch(line -> line.contains("Started "));
    }

    private static boolean mayContain() throws Exception {
        Path root = Files.createDirectories(folder.resolve("try"));
        return Shell.output(List.of(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "sh",
                        "-ec",
                        "mount --bind \"$1\" \"$1\" && chroot --userspec=10001:10001 / true && echo may",
                        "sh",
                        root.toString()))
                .contains("may");
    }

    private static Path root(JavaImage image) throws Exception {
        Path tar = folder.resolve(image.repository() + ".tar");
        new Images(HOME, "tar:" + folder.resolve("base.tar"), Set.of(), folder.resolve("cache"), false)
                .write(image, tar, "1");
        Unpacked made = Unpacked.of(tar, Files.createDirectory(folder.resolve(image.repository())));
        Path root = Files.createDirectory(folder.resolve(image.repository() + "-root"));
        for (Path layer : made.layers()) {
            Shell.run(List.of("tar", "-xzf", layer.toString(), "-C", root.toString()));
        }
        for (String mounted : List.of("proc", "dev", "tmp", "var/lib/exaplan")) {
            Files.createDirectories(root.resolve(mounted));
        }
        return root;
    }

    private static List<String> command(JavaImage image, String... arguments) {
        List<String> command = new ArrayList<>(image.entrypoint());
        command.addAll(List.of(arguments));
        return command;
    }

    private static String contained(Path root, List<String> command) throws Exception {
        return new String(start(root, command).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The program is the first process of a namespace of its own, and takes all it started with it. */
    private static void end(Process contained) {
        contained.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static Process start(Path root, List<String> command) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", CONTAIN, "sh", root.toString()));
        all.addAll(command);
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }
}
