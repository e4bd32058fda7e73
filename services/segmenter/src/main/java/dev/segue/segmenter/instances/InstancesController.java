package dev.segue.segmenter.instances;

import dev.segue.segmenter.cluster.Peers;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** Serves how the instances do. */
@Controller
final class InstancesController {
    static final String OWN = "/instance";

    private final Instances instances;

    InstancesController(Instances instances) {
        this.instances = instances;
    }

    /** All instances. One that does not answer is in it too, so there is always an answer. */
    @Get("/instances")
    @ExecuteOn(TaskExecutors.BLOCKING)
    InstanceList instances() {
        return new InstanceList(instances.all());
    }

    /** This instance, for another one. */
    @Get(Peers.PARTS + OWN)
    @ExecuteOn(TaskExecutors.BLOCKING)
    InstanceView own() {
        return instances.own();
    }

    /**
     * All instances.
     *
     * @param items the one that was asked first, the others by address
     */
    @Serdeable
    record InstanceList(List<InstanceView> items) {}
}
