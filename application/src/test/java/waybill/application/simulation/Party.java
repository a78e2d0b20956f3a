package waybill.application.simulation;

/** Whose activities crash and freeze as one: a process of a node, or the world outside. */
final class Party {
    private final String name;
    private boolean dead;
    private boolean frozen;

    Party(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
        frozen = false;
    }

    boolean isFrozen() {
        return frozen;
    }

    void freeze() {
        frozen = !dead;
    }

    void thaw() {
        frozen = false;
    }
}
