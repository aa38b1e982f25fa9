/**
 * The city's operations centre: alarms, the live screen, and the way from an alarm to a case of the e-government core.
 *
 * <p>Packages are features. Telemetry comes from Kafka and from the ingest's REST; cases are kept by egov-core; what this
 * service owns is the alarms, in the PostgreSQL schema {@code city}.
 */
@NullMarked
package vn.trangtien.city;

import org.jspecify.annotations.NullMarked;
