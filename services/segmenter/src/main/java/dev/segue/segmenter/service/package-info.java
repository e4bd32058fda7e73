/** The running service: configuration, start, stop, health, metrics. */
package dev.segue.segmenter.service;
