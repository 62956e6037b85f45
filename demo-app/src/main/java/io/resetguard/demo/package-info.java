/**
 * The demonstration: an ordinary application ({@link io.resetguard.demo.Orders}) asks a service
 * ({@link io.resetguard.demo.Inventory}) that ends connections the way real ones do; {@link io.resetguard.demo.Demo}
 * runs the pair once for each {@link io.resetguard.demo.Column} and prints the runs side by side.
 *
 * <p>Neither the application nor the service knows that the agent exists. Everything stays on the loopback interface.
 */
package io.resetguard.demo;
