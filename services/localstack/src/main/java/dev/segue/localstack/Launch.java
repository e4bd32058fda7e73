package dev.segue.localstack;

import java.util.List;
import java.util.Map;

/**
 * The command line of a Java program, to be run on the Java that runs this one.
 *
 * @param mainClass the class whose {@code main(String[])} starts it
 * @param classPath jars, directories and {@code directory/*} wildcards
 * @param jvmOptions options of the virtual machine, such as {@code -Xmx512m}
 * @param arguments arguments of {@code main}
 * @param environment variables on top of those of the starting process
 */
public record Launch(
        String mainClass,
        List<String> classPath,
        List<String> jvmOptions,
        List<String> arguments,
        Map<String, String> environment) {
    public Launch {
        if (mainClass.isBlank()) {
            throw new IllegalArgumentException("mainClass must name a class");
        }
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("classPath must not be empty, or " + mainClass + " cannot be found");
        }
        classPath = List.copyOf(classPath);
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
