return await CaseTime.Migration.CommandLine.RunAsync(args, CaseTime.Migration.Machine.This, Console.Out, Console.Error);
