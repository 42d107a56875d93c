return await LocalDataverse.Hosting.CommandLine.RunAsync(args);
