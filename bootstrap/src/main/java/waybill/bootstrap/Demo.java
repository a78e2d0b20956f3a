package waybill.bootstrap;

import java.io.PrintStream;
import java.net.URI;
import waybill.bootstrap.WaybillConfig.Kind;
import waybill.bootstrap.machine.FreePorts;
import waybill.simulator.CallbackTarget;
import waybill.simulator.PlivoSimulator;
import waybill.simulator.SimulatorConfig;

/** The main job in one command: Waybill with the simulator in Plivo's place, over real HTTP. */
final class Demo {
    private Demo() {}

    static void start(SettingValues values, PrintStream out, Closing closing) {
        boolean ownKey = values.value(Setting.WAYBILL_API_KEYS).isEmpty();
        complete(values);
        var config = new ConfigReader(Kind.DEMO, values).read();
        var simulator = closing.add(simulator(config));
        Waybill.start(pointedAt(simulator.baseUrl(), config), closing);
        new DemoBanner(config, simulator.baseUrl(), ownKey).print(out);
    }

    /** Gives what was not set a value: secrets that are kept, a free port, a URL of this machine. */
    private static void complete(SettingValues values) {
        var secrets = DemoSecrets.in(ConfigReader.data(Kind.DEMO, values));
        values.complete(Setting.PLIVO_AUTH_ID, secrets.value(Setting.PLIVO_AUTH_ID));
        values.complete(Setting.PLIVO_AUTH_TOKEN, secrets.value(Setting.PLIVO_AUTH_TOKEN));
        values.complete(Setting.WAYBILL_API_KEYS, secrets.value(Setting.WAYBILL_API_KEYS));
        var port = values.value(Setting.WAYBILL_PORT)
                .or(Setting.WAYBILL_PORT::defaultValue)
                .orElseThrow();
        if (port.equals("0")) {
            port = String.valueOf(FreePorts.next());
            values.replace(Setting.WAYBILL_PORT, port);
        }
        values.complete(Setting.WAYBILL_PUBLIC_URL, "http://127.0.0.1:" + port);
    }

    /** Signs for the public URL, but connects to this machine, as a proxy in between would. */
    private static PlivoSimulator simulator(WaybillConfig config) {
        var plivo = config.plivo();
        var target =
                new CallbackTarget.Through(config.localUrl(), config.publicUrl().getRawPath());
        var simulator = SimulatorConfig.account(plivo.authId(), plivo.tokens().toArray(String[]::new))
                .withCallbackTarget(target);
        return PlivoSimulator.start(simulator);
    }

    private static WaybillConfig pointedAt(URI simulator, WaybillConfig config) {
        var plivo = config.plivo();
        var simulated = new WaybillConfig.Plivo(
                plivo.authId(),
                plivo.tokens(),
                plivo.subaccountTokens(),
                plivo.v2Policy(),
                simulator,
                plivo.limits(),
                plivo.listsPerMinute());
        return new WaybillConfig(
                config.kind(),
                config.host(),
                config.port(),
                config.publicUrl(),
                config.callbackAck(),
                config.database(),
                config.connections(),
                config.data(),
                config.apiKeys(),
                simulated,
                config.resendWhenAbsent(),
                config.times(),
                config.keeping());
    }
}
