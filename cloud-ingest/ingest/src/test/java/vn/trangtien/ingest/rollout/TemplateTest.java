package vn.trangtien.ingest.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.twin.ConfigurationText;

class TemplateTest {

    private static final Template.Gateway BRIDGE = new Template.Gateway("hue", "bridge", "Cầu \"Trường Tiền\"");
    private static final String DESIRED = """
        gateway: {id: bridge, name: Cầu}
        spool: {maxAge: 7d, maxSize: 100MB}
        devices: [{id: river}, {id: rain}]
        """;

    @Test
    void mergingChangesWhatTheTemplateNamesAndKeepsTheRest() {
        String yaml = new Template("spool: {maxAge: 14d, maxSize: null}\ndevices: [{id: air}]\nnew: {a: 1}", true)
                .render(BRIDGE, DESIRED);

        assertThat(ConfigurationText.parsed(yaml))
                .isEqualTo(Map.of(
                        "gateway", Map.of("id", "bridge", "name", "Cầu"),
                        "spool", Map.of("maxAge", "14d"),
                        "devices", List.of(Map.of("id", "air")),
                        "new", Map.of("a", 1)));
    }

    @Test
    void replacingTakesTheTemplateWithTheGatewaysOwnNames() {
        String yaml = new Template("gateway: {id: \"{{gateway}}\", account: {{account}}, name: \"{{name}}\"}", false)
                .render(BRIDGE, "");

        assertThat(ConfigurationText.parsed(yaml))
                .isEqualTo(Map.of("gateway", Map.of("id", "bridge", "account", "hue", "name", "Cầu \"Trường Tiền\"")));
    }

    @Test
    void nameThatWouldBreakOutOfItsPlaceIsRefused() {
        var template = new Template("gateway:\n  name: {{name}}\n", false);
        var sly = new Template.Gateway("hue", "g", "x\ncommands: {enabled: true}");

        assertThatThrownBy(() -> template.render(sly, "")).hasMessageContaining("name");
    }

    @Test
    void whatIsNoMappingIsRefusedBeforeAnythingBegins() {
        assertThatThrownBy(() -> new Template("- a\n- b", true)).hasMessageContaining("one mapping");
        assertThatThrownBy(() -> new Template("", true)).hasMessageContaining("empty");
        assertThatThrownBy(() -> new Template("a: [", false)).hasMessageContaining("not well-formed");
    }
}
