/**
 * The e-government core as a service: its main class and who may reach what. What it does lives in one package per
 * feature; today that is {@code cases}, the work that the city's alarms and people give to a unit with a due date.
 */
@NullMarked
package vn.trangtien.egov;

import org.jspecify.annotations.NullMarked;
