package waybill.application.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes, behind something that sends each request to one that is up. */
final class Cluster {
    private final Fates fates;
    private final List<Node> nodes = new ArrayList<>();

    Cluster(Fates fates) {
        this.fates = fates;
    }

    void add(Node node) {
        nodes.add(node);
        node.start();
    }

    Optional<Node> anyNode() {
        var up = nodes.stream().filter(Node::isUp).toList();
        return up.isEmpty() ? Optional.empty() : Optional.of(fates.oneOf(up));
    }
}
