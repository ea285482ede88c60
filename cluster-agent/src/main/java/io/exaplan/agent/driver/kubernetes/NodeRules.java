package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.util.List;

/**
 * How nodes are read.
 *
 * @param accelerators which extended resources are devices
 * @param mappings the operator's word on models, the first that fits counts before any label
 * @param modelLabels keys of labels that name the model, before the vendors' own
 * @param blockLabels keys of labels that name the block, the first that is there counts
 * @param rackLabels keys of labels that name the rack
 * @param toleratedTaints keys of taints that do not keep runs away
 */
record NodeRules(
        Accelerators accelerators,
        List<ModelMapping> mappings,
        List<String> modelLabels,
        List<String> blockLabels,
        List<String> rackLabels,
        List<String> toleratedTaints) {

    private static final List<String> BLOCKS =
            List.of("topology.exaplan.io/block", "cloud.provider.com/topology-block", "topology.kubernetes.io/zone");
    private static final List<String> RACKS =
            List.of("topology.exaplan.io/rack", "cloud.provider.com/topology-rack", "topology.kubernetes.io/rack");

    NodeRules {
        mappings = List.copyOf(mappings);
        modelLabels = List.copyOf(modelLabels);
        blockLabels = List.copyOf(blockLabels);
        rackLabels = List.copyOf(rackLabels);
        toleratedTaints = List.copyOf(toleratedTaints);
    }

    static NodeRules read(Fields fields) {
        return new NodeRules(
                new Accelerators(fields.blocks("resources").stream()
                        .map(NamedResource::read)
                        .toList()),
                fields.blocks("models").stream().map(ModelMapping::read).toList(),
                fields.texts("modelLabels").orElse(List.of()),
                fields.texts("blockLabels").orElse(BLOCKS),
                fields.texts("rackLabels").orElse(RACKS),
                fields.texts("toleratedTaints").orElse(List.of()));
    }
}
