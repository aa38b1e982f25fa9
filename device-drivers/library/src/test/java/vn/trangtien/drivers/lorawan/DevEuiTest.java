package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevEuiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "70b3d57ed005b89a",
                "70B3D57ED005B89A",
                "70-B3-D5-7E-D0-05-B8-9A",
                "70:b3:d5:7e:d0:05:b8:9a",
                " 70B3 D57E D005 B89A ",
                "70B3.D57E.D005.B89A"
            })
    void everyWayOfWritingIsTheSameDevice(String written) {
        assertThat(DevEui.of(written)).contains(new DevEui("70b3d57ed005b89a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "70b3d57ed005b89",
                "70b3d57ed005b89a0",
                "70b3d57ed005b89g",
                "AgICAgICAgI=",
                "70_b3d57ed005b89a"
            })
    void anythingElseIsNone(String written) {
        assertThat(DevEui.of(written)).isEmpty();
    }
}
