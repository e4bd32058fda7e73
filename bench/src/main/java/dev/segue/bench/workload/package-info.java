/** What is fed to the measured programs: purchases, models, customers' states. */
package dev.segue.bench.workload;
