package vn.trangtien.box.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.sim.scenario.Scenario;
import vn.trangtien.sim.scenario.Scenario.PlannedCommand;
import vn.trangtien.sim.scenario.ScenarioException;

/** Whether a scenario speaks of devices that its gateway has. */
final class ScenarioCheck {

    private ScenarioCheck() {}

    static void check(Scenario scenario, GatewayConfig config, RunOptions options) throws ScenarioException {
        Set<String> ids = config.devices().stream().map(DeviceEntry::id).collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = new ArrayList<>();
        options.device()
                .filter(id -> !ids.contains(id))
                .ifPresent(id -> problems.add("--device is '%s': is no device of %s%s"
                        .formatted(id, scenario.gateway(), Suggestion.sentence(id, ids))));
        for (String id : scenario.instruments().keySet()) {
            if (!ids.contains(id)) {
                problems.add("%s: instruments.%s is no device of %s%s"
                        .formatted(scenario.file(), id, scenario.gateway(), Suggestion.sentence(id, ids)));
            }
        }
        for (PlannedCommand command : scenario.commands()) {
            if (!ids.contains(command.device())) {
                problems.add("%s:%d: device is '%s': is no device of %s%s"
                        .formatted(
                                scenario.file(),
                                command.line(),
                                command.device(),
                                scenario.gateway(),
                                Suggestion.sentence(command.device(), ids)));
            }
        }
        for (Scenario.Expectation expectation : scenario.expectations()) {
            String device = expectation.subject().split("\\.", 2)[0];
            if (!expectation.isCounter() && !ids.contains(device)) {
                problems.add("%s:%d: channel is '%s': is of no device of %s%s"
                        .formatted(
                                scenario.file(),
                                expectation.line(),
                                expectation.subject(),
                                scenario.gateway(),
                                Suggestion.sentence(device, ids)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
    }
}
