package io.exaplan.server.demo;

import io.exaplan.server.demo.CityFile.NodeGroup;
import io.exaplan.server.demo.CityFile.Silence;
import io.exaplan.server.demo.CityFile.Site;
import io.exaplan.server.demo.CityFile.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The city that comes with Exaplan. */
final class CityWorld implements DemoWorld {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final CityFile city;
    private final Path inventories;

    private CityWorld(CityFile city, Path inventories) {
        this.city = city;
        this.inventories = inventories;
    }

    /** Reads the city and writes each cluster's inventory where its agent will read it. */
    static CityWorld open(Path inventories) throws IOException {
        try (InputStream file = CityWorld.class.getResourceAsStream("/demo/city.yaml")) {
            if (file == null) {
                throw new IOException("The build lacks demo/city.yaml.\nBuild the server again: make clean all");
            }
            CityWorld world = new CityWorld(YAML.readValue(file, CityFile.class), inventories);
            Files.createDirectories(inventories);
            for (Site site : world.city.clusters()) {
                Files.write(world.inventoryOf(site), YAML.writeValueAsBytes(inventory(site)));
            }
            return world;
        }
    }

    private Path inventoryOf(Site site) {
        return inventories.resolve(site.name() + ".yaml");
    }

    private static Map<String, Object> inventory(Site site) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        for (NodeGroup group : site.nodes()) {
            for (int number = 0; number < group.count(); number++) {
                nodes.add(node(site, group, number));
            }
        }
        return Map.of("nodes", nodes);
    }

    private static Map<String, Object> node(Site site, NodeGroup group, int number) {
        String model = group.model().toLowerCase(Locale.ROOT);
        int rack = number / group.nodesPerRack();
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", "%s-%s-%03d".formatted(site.name(), model, number));
        node.put("model", group.model());
        node.put("devices", group.devices());
        node.put("cpuMilli", group.cpuMilli());
        node.put("memoryMib", group.memoryMib());
        node.put("rack", "%s-r%02d".formatted(model, rack));
        node.put("block", "%s-b%d".formatted(model, rack / group.racksPerBlock()));
        return node;
    }

    @Override
    public List<String> summary() {
        int devices = city.clusters().stream()
                .flatMap(site -> site.nodes().stream())
                .mapToInt(group -> group.count() * group.devices())
                .sum();
        return List.of("An invented city: %d clusters, %,d devices, %d tenants; jobs arrive for as long as it runs."
                .formatted(city.clusters().size(), devices, city.tenants().size()));
    }

    @Override
    public double rate() {
        return city.rate();
    }

    @Override
    public List<DemoCluster> clusters() {
        return city.clusters().stream()
                .map(site -> new DemoCluster(
                        site.name(),
                        site.operator(),
                        Map.of("inventory", inventoryOf(site).toString())))
                .toList();
    }

    @Override
    public List<DemoTenant> tenants() {
        return city.tenants().stream()
                .map(team -> new DemoTenant(
                        team.name(),
                        team.cohort(),
                        Map.of(
                                "kind", team.kind(),
                                "sector", team.sector(),
                                "quota", Map.of("nominalPflops", team.nominalPflops()))))
                .toList();
    }

    @Override
    public List<Statement> statements() {
        return city.statements();
    }

    @Override
    public Optional<Silence> silence() {
        return Optional.of(city.silence());
    }

    @Override
    public Iterator<DemoJob> arrivals() {
        return new CityArrivals(city);
    }

    /** Names of the cohorts the tenants are in. */
    static Stream<String> cohorts(DemoWorld world) {
        return world.tenants().stream()
                .map(DemoTenant::cohort)
                .filter(name -> !name.isEmpty())
                .distinct();
    }
}
