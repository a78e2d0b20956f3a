package waybill.bootstrap;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import waybill.bootstrap.proof.CrashProof;
import waybill.bootstrap.proof.ProofOptions;

/** Proves the promises on the user's own machine; what it leaves behind when they broke is the evidence. */
final class Prove {
    private Prove() {}

    static int run(List<String> arguments, SettingValues values, PrintStream out, PrintStream err) {
        ProofOptions options;
        try {
            options = ProofOptions.parse(arguments, Version.jar(), new Random());
        } catch (IllegalArgumentException e) {
            err.println("waybill: " + e.getMessage());
            return 2;
        }
        Logging.start(values, err);
        try {
            var directory = Files.createTempDirectory("waybill-prove-");
            out.printf("Proving %s with seed %d in %s%n", options.jar(), options.seed(), directory);
            boolean proved = CrashProof.run(options, directory, out);
            if (proved) {
                Directories.delete(directory);
            }
            return proved ? 0 : 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (Exception e) {
            err.println("waybill: the proof could not be carried out: " + Causes.of(e));
            return 1;
        }
    }
}
