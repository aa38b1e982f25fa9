/**
 * Scenarios: a world, a gateway's configuration, what goes wrong when, and what must come of it. Read from YAML; the shipped
 * ones are resources of this package. What runs them is not here, because that needs a gateway.
 */
@NullMarked
package vn.trangtien.sim.scenario;

import org.jspecify.annotations.NullMarked;
