package dev.segue.console.api;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** How requests fail, for the API's description: each annotation is a status, and when it is the answer. */
final class Fails {
    private Fails() {}

    /** What any request of a controller may be answered. */
    @Target(ElementType.TYPE)
    @ApiResponse(
            responseCode = "400",
            description =
                    "A parameter is missing, or is not what it must be; `detail` says which, and what would be right.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "401",
            description =
                    "Where there is a login: who asks has not logged in, and brought no key or token that is good.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "403",
            description =
                    "A page of another site may not do that here; or, where there is a login, it needs another role.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "421",
            description = "The console does not answer under the name in `Host`.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "500",
            description = "Something went wrong in the console; its log says what.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface Always {}

    /** What is asked for is not there. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "404",
            description = "There is none of that name or number; `detail` says what there is, where that can be told.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface NotFound {}

    /** It cannot be done as things stand. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "409",
            description = "It cannot be done as things stand; `detail` says why.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface Conflict {}

    /** What was seen is out of date. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "412",
            description =
                    "The versions changed since they were seen: `If-Match` is none of their present ETag. Nothing was done.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface Stale {}

    /** A body that is too large, or of another kind. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "413",
            description = "The body is larger than 1 MB.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "415",
            description = "The body's `Content-Type` is none that is taken here.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface WrongBody {}

    /** What is asked makes no sense, though it is well written. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "422",
            description = "It cannot be used; `detail` has all that is wrong with it, a line each.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface Unusable {}

    /** A key that was used before. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "422",
            description = "The `Idempotency-Key` was used with another request.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface OtherRequest {}

    /** It most likely works in a moment. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "503",
            description = "Just now it cannot be told or done; in a moment it most likely can.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "seconds to wait",
                            schema = @Schema(implementation = Integer.class)),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface NotNow {}

    /** 429. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "429",
            description = "Who asks has too much open already.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @interface TooMany {}
}
