package vn.trangtien.box.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ClosingTest {

    @Test
    void partsCloseOnceInReverseOrderEvenIfOneFails() {
        var order = new ArrayList<String>();
        var closing = new Closing();
        closing.add("database", () -> order.add("database"));
        closing.add("broker", () -> {
            throw new IllegalStateException("stuck");
        });
        closing.add("gateways", () -> order.add("gateways"));

        closing.close();
        closing.close();

        assertThat(order).containsExactly("gateways", "database");
        assertThat(closing.failures())
                .singleElement()
                .asString()
                .contains("broker")
                .contains("stuck");
    }
}
