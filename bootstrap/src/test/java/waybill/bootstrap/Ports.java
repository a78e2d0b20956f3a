package waybill.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine. */
final class Ports {
    private Ports() {}

    /** Whether this machine has such an address. */
    static boolean areOn(String address) {
        try (var _ = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
