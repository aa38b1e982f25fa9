package vn.trangtien.drivers.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.Text;

class ParameterSchemaTest {

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "all", new Text("mọi loại", "every kind"), "none", BusKind.UART)
            .parameters(
                    Parameter.integer("address", text()).within(8, 0x77).mandatory(),
                    Parameter.number("vref", text()).in("V").within(0.5, 5.5).defaultsTo(3.3),
                    Parameter.bool("low", text()).defaultsTo(true),
                    Parameter.text("place", text()),
                    Parameter.choice("mode", text(), "passive", "active").defaultsTo("passive"),
                    Parameter.duration("warmUp", text()).defaultsTo("PT3M"),
                    Parameter.of("from", ParameterKind.NUMBER_PAIR, text()),
                    Parameter.of("registers", ParameterKind.REGISTER_MAP, text()))
            .build();

    @Test
    void everyKindOfParameterHasItsSchemaAndNothingElseIsAllowed() {
        Map<String, Object> schema = ParameterSchema.of(DESCRIPTOR);

        assertThat(schema)
                .containsEntry("type", "object")
                .containsEntry("additionalProperties", false)
                .containsEntry("required", List.of("address"));
        assertThat(property(schema, "address").get("anyOf"))
                .asList()
                .first()
                .isEqualTo(Map.of("type", "integer", "minimum", 8L, "maximum", 119L));
        assertThat(property(schema, "vref"))
                .containsEntry("type", "number")
                .containsEntry("minimum", 0.5)
                .containsEntry("default", 3.3)
                .containsEntry("description", "value [V]");
        assertThat(property(schema, "low")).containsEntry("type", "boolean").containsEntry("default", true);
        assertThat(property(schema, "place")).containsEntry("type", "string");
        assertThat(property(schema, "mode")).containsEntry("enum", List.of("passive", "active"));
        assertThat(property(schema, "from")).containsEntry("minItems", 2).containsEntry("maxItems", 2);
        assertThat(property(schema, "registers")).containsEntry("type", "object");
    }

    @Test
    void durationsAreShownAsTheyAreWrittenAndNotAsDriversSeeThem() {
        assertThat(property(ParameterSchema.of(DESCRIPTOR), "warmUp")).containsEntry("default", "3m");
        assertThat("3m").matches(ParameterSchema.DURATION_PATTERN);
        assertThat("PT3M").doesNotMatch(ParameterSchema.DURATION_PATTERN);
    }

    @Test
    void theFormAsksInTheOrderOfTheDescriptor() {
        List<FormField> form = FormField.of(DESCRIPTOR);

        assertThat(form)
                .extracting(FormField::name)
                .startsWith("address", "vref", "low")
                .endsWith("registers");
        assertThat(form.get(0))
                .isEqualTo(new FormField(
                        "address",
                        text(),
                        FormField.Input.WHOLE_NUMBER,
                        Optional.empty(),
                        Optional.of(8L),
                        Optional.of(119L),
                        List.of(),
                        Optional.empty(),
                        true));
        assertThat(form.get(5).initial()).contains("3m");
        assertThat(form).extracting(FormField::input).doesNotHaveDuplicates();
    }

    private static Text text() {
        return new Text("giá trị", "value");
    }

    private static Map<?, ?> rawProperty(Map<String, Object> schema, String name) {
        return (Map<?, ?>) ((Map<?, ?>) schema.get("properties")).get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> property(Map<String, Object> schema, String name) {
        return (Map<String, Object>) rawProperty(schema, name);
    }
}
