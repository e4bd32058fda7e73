/** What tests share: a real broker and registry, and the public data sets. Test scope only. */
package dev.segue.testkit;
