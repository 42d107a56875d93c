return CaseTime.Packaging.CommandLine.Run(args, Console.Out, Console.Error);
