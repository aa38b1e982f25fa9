package vn.trangtien.gateway.remote.conf;

import vn.trangtien.drivers.catalog.DriverCatalog;

/** A configuration in the hand of a technician, with comments and everything that makes editing hard. */
final class TestConfigs {

    static final DriverCatalog DRIVERS = DriverCatalog.installed();

    private TestConfigs() {}

    static String yaml(String site) {
        return """
                # Cầu Trường Tiền 𠀀: a comment with letters that are two chars
                gateway:
                  id: gw
                  site: { name: "%s", lat: 16.4, lon: 107.5 }
                buses:
                  i2c-1: { kind: i2c, bus: 1 }
                  uart-1: { kind: uart, port: /dev/ttyAMA3, baud: 9600 }
                devices:
                  - id: air # on the roof
                    driver: bme280
                    on: i2c-1
                    params: { address: 0x76, oversampling: 1 }
                    every: 2s
                    channels:
                      temperature: { limits: [-5, 50], deadband: 0.1 }
                      # nobody needs more
                      humidity: { deadband: 0.2 }

                  - id: dust
                    driver: pms5003
                    on: uart-1
                    every: 5s
                remote: { confirmWithin: 60s }
                """.formatted(site);
    }
}
